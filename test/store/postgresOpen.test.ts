import { beforeEach, describe, expect, inject, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { bareDatabase, onServer } from '../fixtures/postgresDatabase.ts';
import { bucketsOf, NOW, PIPELINE, result } from '../fixtures/store.ts';

let url: string;

beforeEach(async () => {
  url = await bareDatabase(inject('postgres') ?? '');
});

const tables = async () =>
  (await onServer(url, "select tablename from pg_tables where schemaname = 'public' order by 1")).map(
    ({ tablename }) => tablename,
  );
const refusal = () =>
  openStore(url).then(
    () => 'was opened',
    (err: unknown) => (err instanceof Error ? err.message : ''),
  );
const name = () => `"${new URL(url).pathname.slice(1)}" on 127.0.0.1:${new URL(url).port}`;

describe('an empty database', () => {
  test('gets its tables, by one of many processes that start at once', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(url)));
    await Promise.all(stores.map((store) => store.results.add(bucketsOf([result()]))));
    expect((await stores[0]?.results.period(PIPELINE, NOW, NOW + 1))?.solved).toBe(4);
    await Promise.all(stores.map((store) => store.close()));
    expect(await onServer(url, 'select count(distinct name)::int = count(*) as once from kysely_migration')).toEqual([
      { once: true },
    ]);
  });

  test('with a password that an address must escape is opened by it', async () => {
    expect(new URL(url).password).toContain('%40');
    await (await openStore(url.replace('postgres://', 'postgresql://'))).close();
  });
});

describe('a database that cannot be used is refused by its name, and stays as it is', () => {
  test('of a newer version', async () => {
    await (await openStore(url)).close();
    await onServer(url, "insert into kysely_migration (name, timestamp) values ('0099_tomorrow', '2027-01-01')");
    const before = await tables();
    expect(await refusal()).toMatch(/newer version \(it knows 0099_tomorrow, this program only up to \d{4}_\w+\)/);
    expect(await refusal()).toContain(`The database ${name()}`);
    expect(await refusal()).toContain('set DATABASE_URL to another database');
    expect(await tables()).toEqual(before);
  });

  test('of another program', async () => {
    await onServer(url, 'create table guilds (id text primary key, motto text)');
    expect(await refusal()).toBe(
      `The database ${name()} belongs to another program. Nothing was changed. Set DATABASE_URL to another database.`,
    );
    expect(await tables()).toEqual(['guilds']);
  });

  test('whose tables cannot be brought up to date: all or nothing, and the next start makes it good', async () => {
    await onServer(
      url,
      `create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null);
       create table deliveries (x int)`,
    );
    expect(await refusal()).toContain(`The database ${name()} could not be brought up to date. Nothing was changed`);
    expect(await tables()).toEqual(['deliveries', 'kysely_migration']);
    await onServer(url, 'drop table deliveries');
    await (await openStore(url)).close();
  });

  test('in which this user may make nothing', async () => {
    await onServer(
      url,
      `drop role if exists guest; create role guest login password 'guest-word';
       revoke create on schema public from public`,
    );
    const guest = new URL(url);
    [guest.username, guest.password] = ['guest', 'guest-word'];
    await expect(openStore(guest.href)).rejects.toThrow(
      `The database ${name()} may not be changed by this user. Grant the user CREATE on the database and its schema.`,
    );
    expect(await tables()).toEqual([]);
  });
});
