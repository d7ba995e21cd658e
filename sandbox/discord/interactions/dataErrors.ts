import { ApiError, invalidForm } from '../rest/apiError.ts';

/** The body of a callback stands under `data`, so its faults are reported there. */
export function dataErrors<T>(read: () => T): T {
  try {
    return read();
  } catch (err) {
    if (err instanceof ApiError && err.body.errors) throw invalidForm({ data: err.body.errors });
    throw err;
  }
}
