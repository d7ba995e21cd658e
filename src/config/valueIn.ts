type Environment = Readonly<Record<string, string | undefined>>;

/** What a setting is set to; undefined too where that is nothing but spaces. */
export function valueIn(environment: Environment, name: string): string | undefined {
  return environment[name]?.trim() || undefined;
}
