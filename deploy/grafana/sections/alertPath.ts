import type { Section } from '../layout.ts';
import { timeline, timeSeries } from '../panels.ts';

export const alertPath: Section = {
  title: 'Alert path',
  size: { w: 12, h: 8 },
  panels: [
    timeline({ title: 'What alerts need', description: 'The checks of /readyz, and whether CaptchaAI answers.' }, [
      { expr: 'min by (check) (captchaai_monitor_check_ok)', legend: '{{check}}' },
      { expr: 'max by (account) (captchaai_monitor_provider_up)', legend: 'CaptchaAI {{account}}' },
    ]),
    timeSeries(
      { title: 'Messages that wait', description: 'Without those that a mute, quiet hours or a cooldown suppress.' },
      [{ expr: 'max(captchaai_monitor_deliveries_pending)', legend: 'waiting' }],
      { unit: 'short', min: 0, decimals: 0 },
    ),
    timeSeries(
      { title: 'Attempts to send', description: 'By what became of them.' },
      [
        {
          expr: 'sum by (outcome) (increase(captchaai_monitor_delivery_attempts_total[$__rate_interval]))',
          legend: '{{outcome}}',
        },
      ],
      { unit: 'short', min: 0, isStacked: true },
    ),
    timeSeries(
      { title: 'Failed sends', description: 'By reason. What is suppressed on purpose is not a failure.' },
      [
        {
          expr: 'sum by (reason) (increase(captchaai_monitor_delivery_failures_total[$__rate_interval]))',
          legend: '{{reason}}',
        },
      ],
      { unit: 'short', min: 0, isStacked: true, noValue: 'none' },
    ),
    timeSeries(
      { title: 'Age of the balance', description: 'It grows while the poll of CaptchaAI fails.' },
      [{ expr: 'time() - max by (account) (captchaai_monitor_balance_timestamp_seconds)', legend: '{{account}}' }],
      { unit: 's', min: 0 },
    ),
    timeSeries(
      { title: 'Since the last delivery and heartbeat', description: 'By receiver, since the start of the process.' },
      [
        {
          expr: 'time() - max by (receiver) (captchaai_monitor_last_delivery_timestamp_seconds)',
          legend: '{{receiver}}',
        },
        { expr: 'time() - max(captchaai_monitor_last_heartbeat_timestamp_seconds)', legend: 'heartbeat' },
      ],
      { unit: 's', min: 0 },
    ),
    timeSeries(
      { title: 'Evaluations', description: 'How long judging takes. No line: nothing is judged.' },
      [
        {
          expr: 'histogram_quantile(0.95, sum by (le) (rate(captchaai_monitor_evaluation_seconds_bucket[$__rate_interval])))',
          legend: 'p95',
        },
      ],
      { unit: 's', min: 0 },
    ),
    timeSeries(
      { title: 'Refused requests of workers', description: 'By reason, such as a wrong token.' },
      [
        {
          expr: 'sum by (reason) (increase(captchaai_monitor_ingest_refused_total[$__rate_interval]))',
          legend: '{{reason}}',
        },
      ],
      { unit: 'short', min: 0, isStacked: true, noValue: 'none' },
    ),
  ],
};
