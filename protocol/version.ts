/**
 * The protocol's version. Raise it whenever a message changes its meaning; the fingerprint test says when.
 *
 * The server accepts this version and the one before; every answer of ours names it in {@link PROTOCOL_HEADER}, and an
 * answer without that header came from somebody else (a captive portal, a proxy) whatever its status is.
 */
export const PROTOCOL_VERSION = 1;

/** The oldest version that the server still accepts. A replica of an older one must be updated before it can sync. */
export const OLDEST_VERSION = 1;

export const PROTOCOL_HEADER = 'Holdfast-Protocol';
