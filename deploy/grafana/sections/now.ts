import type { Section } from '../layout.ts';
import { CHOSEN, stat } from '../panels.ts';

const UNKNOWN = 'not known';

export const now: Section = {
  title: 'Now',
  size: { w: 4, h: 5 },
  panels: [
    stat(
      { title: 'Balance', description: 'Of the CaptchaAI account. Orange below $10, red below $2.' },
      { expr: 'max by (account) (captchaai_monitor_balance_usd)', legend: '{{account}}' },
      {
        unit: 'currencyUSD',
        decimals: 2,
        noValue: UNKNOWN,
        steps: [
          { value: null, color: 'red' },
          { value: 2, color: 'orange' },
          { value: 10, color: 'green' },
        ],
      },
    ),
    stat(
      {
        title: 'Runway',
        description: 'Until the balance is used up at the present rate. Not known where that takes more than 30 days.',
      },
      { expr: 'min by (account) (captchaai_monitor_runway_seconds)', legend: '{{account}}' },
      {
        unit: 's',
        decimals: 1,
        noValue: UNKNOWN,
        steps: [
          { value: null, color: 'red' },
          { value: 4 * 3_600, color: 'orange' },
          { value: 24 * 3_600, color: 'green' },
        ],
      },
    ),
    stat(
      { title: 'Error rate', description: 'Share of failed results over the window in which errors are judged.' },
      { expr: `max by (pipeline) (captchaai_monitor_error_ratio${CHOSEN})`, legend: '{{pipeline}}' },
      {
        unit: 'percentunit',
        decimals: 1,
        noValue: 'no results',
        steps: [
          { value: null, color: 'green' },
          { value: 0.1, color: 'orange' },
          { value: 0.15, color: 'red' },
        ],
      },
    ),
    stat(
      { title: 'Solve time (p95)', description: '95 of 100 solved tasks were faster than this.' },
      { expr: `max by (pipeline) (captchaai_monitor_solve_latency_p95_seconds${CHOSEN})`, legend: '{{pipeline}}' },
      {
        unit: 's',
        decimals: 1,
        noValue: 'no results',
        steps: [
          { value: null, color: 'green' },
          { value: 100, color: 'orange' },
          { value: 120, color: 'red' },
        ],
      },
    ),
    stat(
      { title: 'Queue depth', description: 'Tasks that wait, as last reported.' },
      { expr: `max by (pipeline) (captchaai_monitor_queue_depth${CHOSEN})`, legend: '{{pipeline}}' },
      {
        unit: 'short',
        noValue: UNKNOWN,
        steps: [
          { value: null, color: 'green' },
          { value: 100, color: 'orange' },
          { value: 500, color: 'red' },
        ],
      },
    ),
    stat(
      { title: 'Firing', description: 'Kinds of alert that fire now, in any server.' },
      { expr: `count(max by (kind) (captchaai_monitor_firing${CHOSEN}) > 0) or vector(0)`, legend: 'kinds' },
      {
        unit: 'short',
        steps: [
          { value: null, color: 'green' },
          { value: 1, color: 'red' },
        ],
      },
    ),
  ],
};
