import type { CompiledQuery, Kysely } from 'kysely';
import { isPostgres } from './dialect.ts';
import type { Schema } from './schema.ts';

/** Stands for a value in a query that is built before there is one. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * A query whose text is made once for each engine, and that is asked with other values each time: building one takes kysely longer than it takes
 * SQLite to answer it. `build` hands each value to the query by its name, and does nothing else with them.
 */
export function prepared<Values extends object, Row>(
  build: (db: Kysely<Schema>, values: Values) => CompiledQuery<Row>,
): (db: Kysely<Schema>, values: Values) => Promise<Row[]> {
  const texts = new Map<boolean, CompiledQuery<Row>>();

  function textFor(db: Kysely<Schema>): CompiledQuery<Row> {
    const engine = isPostgres(db);
    const text = texts.get(engine) ?? build(db, slots<Values>());
    texts.set(engine, text);
    return text;
  }

  return async (db, values) => {
    const text = textFor(db);
    const parameters = text.parameters.map((each) => (each instanceof Slot ? valueFor(values, each.name) : each));
    const { rows } = await db.executeQuery<Row>({ ...text, parameters });
    return rows;
  };
}

/** Has a slot by whichever name it is asked for: kysely takes it for the value. */
function slots<Values extends object>(): Values {
  return new Proxy({}, { get: (_target, name) => new Slot(String(name)) }) as Values;
}

function valueFor(values: object, name: string): unknown {
  if (!Object.hasOwn(values, name)) throw new Error(`no value for ${name}`);
  return Reflect.get(values, name);
}
