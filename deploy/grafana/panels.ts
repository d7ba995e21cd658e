import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  type DataSourceRef,
  FieldColorModeId,
  type FieldConfig,
  GraphDrawStyle,
  type GraphFieldConfig,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  MappingType,
  type Panel,
  PercentChangeColorMode,
  SortOrder,
  StackingMode,
  type Threshold,
  ThresholdsMode,
  TooltipDisplayMode,
  VisibilityMode,
  type VizLegendOptions,
  VizOrientation,
} from '@grafana/schema';
import type { Options as StatOptions } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type {
  FieldConfig as TimelineFieldConfig,
  Options as TimelineOptions,
} from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type { Options as TimeSeriesOptions } from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

/** The one that is chosen above the dashboard. */
export const DATASOURCE: DataSourceRef = { type: 'prometheus', uid: '$datasource' };

/** Of the pipelines that are chosen there. */
export const CHOSEN = '{pipeline=~"$pipeline"}';

/** A query and the name of what it answers. */
export interface Query {
  readonly expr: string;
  readonly legend: string;
}

export interface PanelText {
  readonly title: string;
  readonly description: string;
}

/** Everything but its place and its number. */
export type Content = Omit<Panel, 'id' | 'gridPos'>;

interface PanelStyle extends Pick<FieldConfig, 'unit' | 'decimals' | 'min' | 'max' | 'noValue'> {
  /** Colours by value, the lowest first. */
  readonly steps?: readonly Threshold[];
}

interface TimeSeriesStyle extends PanelStyle {
  /** One on top of the other, as bars. */
  readonly isStacked?: boolean;
}

const PLAIN: readonly Threshold[] = [{ value: null, color: 'blue' }];
const LEGEND: VizLegendOptions = {
  calcs: [],
  displayMode: LegendDisplayMode.List,
  placement: 'bottom',
  showLegend: true,
};
const TOOLTIP = { mode: TooltipDisplayMode.Multi, sort: SortOrder.Descending };

function targets(queries: readonly Query[]) {
  return queries.map(({ expr, legend }, index) => ({
    datasource: DATASOURCE,
    refId: String.fromCharCode('A'.charCodeAt(0) + index),
    expr,
    legendFormat: legend,
  }));
}

function thresholds(steps: readonly Threshold[]) {
  return { mode: ThresholdsMode.Absolute, steps: [...steps] };
}

/** The value now, large. Asked for this moment alone: the last point of a line would hide that a value is no longer known. */
export function stat(text: PanelText, query: Query, { steps = PLAIN, ...style }: PanelStyle): Content {
  const options: StatOptions = {
    colorMode: BigValueColorMode.Background,
    graphMode: BigValueGraphMode.None,
    justifyMode: BigValueJustifyMode.Auto,
    orientation: VizOrientation.Auto,
    percentChangeColorMode: PercentChangeColorMode.Standard,
    reduceOptions: { calcs: ['last'], fields: '', values: false },
    showPercentChange: false,
    textMode: BigValueTextMode.Auto,
    wideLayout: true,
  };
  const defaults = { ...style, color: { mode: FieldColorModeId.Thresholds }, thresholds: thresholds(steps) };
  return {
    ...text,
    type: 'stat',
    datasource: DATASOURCE,
    targets: targets([query]).map((target) => ({ ...target, instant: true, range: false })),
    fieldConfig: { defaults, overrides: [] },
    options: { ...options },
  };
}

/** Lines over time; a threshold is a dashed line. */
export function timeSeries(
  text: PanelText,
  queries: readonly Query[],
  { steps, isStacked = false, ...style }: TimeSeriesStyle,
): Content {
  const custom: GraphFieldConfig = {
    drawStyle: isStacked ? GraphDrawStyle.Bars : GraphDrawStyle.Line,
    fillOpacity: isStacked ? 80 : 10,
    lineWidth: isStacked ? 0 : 2,
    showPoints: VisibilityMode.Never,
    stacking: { mode: isStacked ? StackingMode.Normal : StackingMode.None, group: 'A' },
    thresholdsStyle: { mode: steps === undefined ? GraphThresholdsStyleMode.Off : GraphThresholdsStyleMode.Dashed },
  };
  const options: TimeSeriesOptions = { legend: { ...LEGEND }, tooltip: { ...TOOLTIP } };
  const color = { mode: FieldColorModeId.PaletteClassicByName };
  const defaults = { ...style, color, custom: { ...custom }, thresholds: thresholds(steps ?? PLAIN) };
  return {
    ...text,
    type: 'timeseries',
    datasource: DATASOURCE,
    targets: targets(queries),
    fieldConfig: { defaults, overrides: [] },
    options: { ...options },
  };
}

/** What worked when: green is 1, red is 0. */
export function timeline(text: PanelText, queries: readonly Query[]): Content {
  const custom: TimelineFieldConfig = { fillOpacity: 80, lineWidth: 0 };
  const options: TimelineOptions = {
    legend: { ...LEGEND, showLegend: false },
    tooltip: { ...TOOLTIP },
    mergeValues: true,
    rowHeight: 0.8,
    showValue: VisibilityMode.Never,
  };
  const words = { 0: { text: 'does not work', color: 'red' }, 1: { text: 'works', color: 'green' } };
  const defaults: FieldConfig = {
    color: { mode: FieldColorModeId.Thresholds },
    custom: { ...custom },
    mappings: [{ type: MappingType.ValueToText, options: words }],
    thresholds: thresholds([
      { value: null, color: 'red' },
      { value: 1, color: 'green' },
    ]),
  };
  return {
    ...text,
    type: 'state-timeline',
    datasource: DATASOURCE,
    targets: targets(queries),
    fieldConfig: { defaults, overrides: [] },
    options: { ...options },
  };
}
