import type { Section } from '../layout.ts';
import { timeSeries } from '../panels.ts';

export const account: Section = {
  title: 'Account',
  size: { w: 8, h: 8 },
  panels: [
    timeSeries(
      { title: 'Balance', description: 'A gap is a time without a balance from CaptchaAI.' },
      [{ expr: 'max by (account) (captchaai_monitor_balance_usd)', legend: '{{account}}' }],
      {
        unit: 'currencyUSD',
        min: 0,
        steps: [
          { value: null, color: 'green' },
          { value: 10, color: 'orange' },
        ],
      },
    ),
    timeSeries(
      { title: 'Runway', description: 'Until the balance is used up at the present rate.' },
      [{ expr: 'min by (account) (captchaai_monitor_runway_seconds)', legend: '{{account}}' }],
      {
        unit: 's',
        min: 0,
        steps: [
          { value: null, color: 'green' },
          { value: 24 * 3_600, color: 'orange' },
        ],
      },
    ),
    timeSeries(
      { title: 'Threads', description: 'Only with THREADS_PROBE=on, and where the account tells.' },
      [
        { expr: 'max by (account) (captchaai_monitor_threads_busy)', legend: 'busy {{account}}' },
        { expr: 'max by (account) (captchaai_monitor_threads_max)', legend: 'of the plan {{account}}' },
      ],
      { unit: 'short', min: 0 },
    ),
  ],
};
