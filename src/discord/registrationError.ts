/** Discord does not take the commands for now; its message says why and what to do. */
export class RegistrationError extends Error {
  override readonly name = 'RegistrationError';
}
