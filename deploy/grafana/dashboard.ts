import { type Dashboard, DashboardCursorSync, VariableRefresh, VariableSort } from '@grafana/schema';
import { layOut } from './layout.ts';
import { DATASOURCE } from './panels.ts';
import { account } from './sections/account.ts';
import { alertPath } from './sections/alertPath.ts';
import { now } from './sections/now.ts';
import { pipeline } from './sections/pipeline.ts';

const EVERYTHING = { selected: true, text: ['All'], value: ['$__all'] };

/** What `dashboard.json` holds: `npm run dashboard` writes it. */
export const DASHBOARD: Dashboard = {
  uid: 'captchaai-monitor',
  title: 'CaptchaAI pipeline',
  description: 'The pipeline as the monitor sees it, and whether its alerts get to people.',
  tags: ['captchaai'],
  // Of Grafana 10; newer ones bring it up to date when they read it.
  schemaVersion: 39,
  editable: true,
  graphTooltip: DashboardCursorSync.Crosshair,
  refresh: '30s',
  time: { from: 'now-6h', to: 'now' },
  timezone: 'browser',
  templating: {
    list: [
      { name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' },
      {
        name: 'pipeline',
        label: 'Pipeline',
        type: 'query',
        datasource: DATASOURCE,
        query: { query: 'label_values(captchaai_monitor_firing, pipeline)', refId: 'pipelines' },
        refresh: VariableRefresh.onTimeRangeChanged,
        sort: VariableSort.alphabeticalAsc,
        multi: true,
        includeAll: true,
        allValue: '.*',
        current: EVERYTHING,
      },
    ],
  },
  panels: layOut([now, account, pipeline, alertPath]),
};

/** The text of the file. */
export function dashboardJson(): string {
  return `${JSON.stringify(DASHBOARD, null, 2)}\n`;
}
