/** What the build writes into the worker. */

/** The files of the offline shell, each with the SHA-256 of its content in base64. */
declare const PRECACHE: readonly { readonly url: string; readonly sha256: string }[];

/** A name for exactly this set of files. */
declare const VERSION: string;
