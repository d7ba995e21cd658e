import { Gauge, type Registry } from 'prom-client';

export const PREFIX = 'captchaai_monitor_';

/** One line of a family; null: not known, and left out. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number | null;
}

/** A gauge whose values are read from one source when somebody asks for them. */
export interface GaugeFamily<Source> {
  /** Without the prefix. */
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
  readonly samples: (source: Source) => readonly Sample[];
}

/** Registers the families; answers what sets all of them from a source. Null: nothing is known, and they are left out. */
export function createGauges<Source>(
  families: readonly GaugeFamily<Source>[],
  registry: Registry,
): (source: Source | null) => void {
  const gauges = families.map((family) => ({
    family,
    gauge: new Gauge({
      name: PREFIX + family.name,
      help: family.help,
      labelNames: [...family.labelNames],
      registers: [registry],
    }),
  }));

  return (source) => {
    for (const { family, gauge } of gauges) {
      gauge.reset();
      // Without labels a gauge is reset to 0, which would be a value.
      if (family.labelNames.length === 0) gauge.remove();
      for (const { labels, value } of source === null ? [] : family.samples(source)) {
        if (value !== null) gauge.set(labels, value);
      }
    }
  };
}
