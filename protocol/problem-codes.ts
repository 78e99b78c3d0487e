/** Every reason that the server has not to do what it was asked. */
export const problemCodes = [
  'clock',
  'reset',
  'auth',
  'member',
  'unknown',
  'gone-account',
  'size',
  'type',
  'upgrade',
  'busy',
] as const;

export type ProblemCode = (typeof problemCodes)[number];
