type Row = Readonly<Record<string, unknown>>;

/** What a late line says of incidents that came and went inside one cooldown. */
interface LateLine {
  readonly type: string;
  readonly openedAt: number;
  readonly endedAt: number;
  readonly cooldown?: { readonly times: number };
}

/**
 * The incidents that people were to be notified of, and of which nothing arrived. Those that came and went inside one cooldown are one
 * line, which is kept under the last of them: it tells of as many as it says, within its span.
 */
export function notNotified(incidents: readonly Row[], deliveries: readonly Row[]): readonly Row[] {
  const arrived = deliveries.filter(({ type, message_id: id }) => (type === 'alert' || type === 'late') && id !== null);
  const notified = new Set(arrived.map(({ incident_id: id }) => id));
  const missing = incidents.filter(({ id }) => !notified.has(id));
  for (const line of arrived.map(({ message }) => JSON.parse(String(message)) as LateLine)) {
    if (line.type !== 'late') continue;
    // One of them is the one that it is kept under.
    for (let others = (line.cooldown?.times ?? 1) - 1; others > 0; others -= 1) {
      const index = missing.findIndex((incident) => isWithin(incident, line));
      if (index >= 0) missing.splice(index, 1);
    }
  }
  return missing;
}

function isWithin({ opened_at: openedAt, ended_at: endedAt }: Row, line: LateLine): boolean {
  return endedAt !== null && Number(openedAt) >= line.openedAt && Number(endedAt) <= line.endedAt;
}
