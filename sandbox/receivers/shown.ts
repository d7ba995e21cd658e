/** An alert as people see it at a receiver. */
export interface Shown {
  readonly key: string;
  readonly title: string;
  readonly severity: string;
  state: 'triggered' | 'acknowledged' | 'resolved';
}
