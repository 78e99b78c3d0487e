/** What every answer of ours carries, whoever sends it. */

import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../protocol/version.ts';
import { securityHeaders } from './security-headers.ts';

/** Header values by name: the security headers, and the mark by which a replica knows an answer of ours. */
export const answerHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
};
