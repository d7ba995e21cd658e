import type { Section } from '../layout.ts';
import { CHOSEN, timeSeries } from '../panels.ts';

export const pipeline: Section = {
  title: 'Pipeline',
  size: { w: 12, h: 8 },
  panels: [
    timeSeries(
      { title: 'Results', description: 'Solve results that workers reported, by outcome, of all pipelines.' },
      [{ expr: 'sum by (outcome) (rate(captchaai_monitor_results_total[$__rate_interval]))', legend: '{{outcome}}' }],
      { unit: 'cps', min: 0, isStacked: true },
    ),
    timeSeries(
      { title: 'Error rate', description: 'Share of failed results over the window in which errors are judged.' },
      [{ expr: `max by (pipeline) (captchaai_monitor_error_ratio${CHOSEN})`, legend: '{{pipeline}}' }],
      {
        unit: 'percentunit',
        min: 0,
        max: 1,
        steps: [
          { value: null, color: 'green' },
          { value: 0.15, color: 'red' },
        ],
      },
    ),
    timeSeries(
      { title: 'Solve time', description: 'Of solved tasks.' },
      [
        {
          expr: `max by (pipeline) (captchaai_monitor_solve_latency_p50_seconds${CHOSEN})`,
          legend: 'p50 {{pipeline}}',
        },
        {
          expr: `max by (pipeline) (captchaai_monitor_solve_latency_p95_seconds${CHOSEN})`,
          legend: 'p95 {{pipeline}}',
        },
      ],
      {
        unit: 's',
        min: 0,
        steps: [
          { value: null, color: 'green' },
          { value: 120, color: 'red' },
        ],
      },
    ),
    timeSeries(
      { title: 'Queue and workers', description: 'As the pipeline reports them.' },
      [
        { expr: `max by (pipeline) (captchaai_monitor_queue_depth${CHOSEN})`, legend: 'depth {{pipeline}}' },
        { expr: `max by (pipeline) (captchaai_monitor_active_workers${CHOSEN})`, legend: 'workers {{pipeline}}' },
      ],
      { unit: 'short', min: 0 },
    ),
    timeSeries(
      { title: 'Firing', description: 'Servers in which an incident is open, by kind and severity.' },
      [
        {
          expr: `max by (pipeline, kind, severity) (captchaai_monitor_firing${CHOSEN}) > 0`,
          legend: '{{kind}} {{severity}} {{pipeline}}',
        },
      ],
      { unit: 'short', min: 0, decimals: 0, isStacked: true, noValue: 'nothing fires' },
    ),
    timeSeries(
      { title: 'Age of the last result', description: 'It grows while no result arrives.' },
      [
        {
          expr: `time() - max by (pipeline) (captchaai_monitor_last_result_timestamp_seconds${CHOSEN})`,
          legend: '{{pipeline}}',
        },
      ],
      { unit: 's', min: 0 },
    ),
  ],
};
