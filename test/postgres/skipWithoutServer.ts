import { beforeEach, inject } from 'vitest';

beforeEach((context) => {
  context.skip(inject('postgres') === null, 'PostgreSQL could not be started');
});
