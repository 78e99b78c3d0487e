/** What a browser calls itself, for sentences about what it can and cannot do. */

export interface BrowserName {
  /** "Safari"; "This browser" where it is none of the well-known ones. */
  readonly name: string;
  /** Runs on an Apple device with Apple's engine, as every browser on an iPhone does. */
  readonly isApples: boolean;
}

/** Those that call themselves by others' names too come before those others. */
const NAMES = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOPT\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bHeadlessChrome\/|\bChromium\//, 'Chromium'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
] as const;

export function browserName(userAgent: string, isBrave: boolean): BrowserName {
  const isApples =
    /\b(?:iPhone|iPad|iPod|Macintosh)\b/.test(userAgent) &&
    /\bAppleWebKit\//.test(userAgent) &&
    !/\bChrom(?:e|ium)\//.test(userAgent);
  const known = NAMES.find(([pattern]) => pattern.test(userAgent))?.[1];
  const safari = isApples && /\bVersion\/.*\bSafari\//.test(userAgent) ? 'Safari' : undefined;
  return { name: isBrave ? 'Brave' : (known ?? safari ?? 'This browser'), isApples };
}
