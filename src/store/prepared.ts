import { type CompiledQuery, type Kysely, sql } from 'kysely';
import { isPostgres } from './dialect.ts';
import { directReadOn } from './directReads.ts';
import { isRead } from './isRead.ts';
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
    const direct = isRead(text.sql) ? await directReadOn(db)?.(text.sql, parameters) : null;
    if (direct != null) return direct as Row[];
    const { rows } = await db.executeQuery<Row>({ ...text, parameters });
    return rows;
  };
}

/** Inserts rows of one form, each of which gets an id: the query is built once. Resolves to the id. */
export function preparedInsert<Values extends object>(
  table: keyof Schema,
  columns: Readonly<Record<keyof Values, true>>,
): (db: Kysely<Schema>, values: Values) => Promise<number> {
  const names = Object.keys(columns);
  const insert = prepared((db, values: Values) => {
    const row = sql.join(names.map((name) => Reflect.get(values, name)));
    return sql<{
      readonly id: number;
    }>`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
      values (${row}) returning id`.compile(db);
  });
  return async (db, values) => {
    const [row] = await insert(db, values);
    if (row === undefined) throw new Error(`a new row of ${table} got no id`);
    return row.id;
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
