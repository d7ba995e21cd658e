import { z } from 'zod';
import { Settings } from '../../src/config/settings.ts';

/** What a setting may be. */
interface SettingForm {
  readonly isRequired: boolean;
  /** As it is written in `.env`; empty where nothing is the default. */
  readonly standard: string;
  /** Empty where only its meaning says what it may be. */
  readonly values: string;
}

const Property = z.looseObject({
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
const { properties } = z.toJSONSchema(Settings, { io: 'input', unrepresentable: 'any' });
const SCHEMAS = z.record(z.string(), Property).parse(properties);

/** As the program itself reads it: the default is what comes out where nothing is set. */
export function settingForm(name: string): SettingForm {
  const schema = Object.entries(Settings.shape).find(([setting]) => setting === name)?.[1];
  if (schema === undefined) throw new Error(`${name} is not a setting`);
  const unset = schema.safeParse(undefined);
  return { isRequired: !unset.success, standard: textOf(unset.data), values: valuesOf(SCHEMAS[name] ?? {}) };
}

function textOf(value: unknown): string {
  return value === undefined ? '' : String(value);
}

function valuesOf({ enum: choices, minimum, maximum }: z.infer<typeof Property>): string {
  if (choices !== undefined) return choices.map((choice) => `\`${choice}\``).join(', ');
  if (minimum === undefined || maximum === undefined) return '';
  return `${grouped(minimum)} to ${grouped(maximum)}`;
}

/** As everywhere in English: `100,000,000`. */
function grouped(n: number): string {
  return n.toLocaleString('en-US');
}
