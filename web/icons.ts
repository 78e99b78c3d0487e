/** Our own line icons, drawn on a 24 × 24 grid and coloured by the text around them. */

import { svg } from 'lit';
import type { SVGTemplateResult } from 'lit';

const paths = {
  inbox: 'M4 13 6.5 5h11L20 13v6H4zm0 0h4.5a3.5 3.5 0 0 0 7 0H20',
  done: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 1 1 0-17zm-3.75 9 2.75 2.75 5-6',
  trash: 'M4.5 7h15M10 7V4h4v3m3.5 0-.75 13h-9.5L6.5 7m4 4v5.5m3-5.5v5.5',
  settings:
    'M4 7.5h9m6 0h1M4 16.5h2m6 0h8M16 5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 1 1 0-5zM9 14a2.5 2.5 0 1 1 0 5 2.5 2.5 0 1 1 0-5z',
  open: 'm9 5 7 7-7 7',
  close: 'm6 6 12 12M18 6 6 18',
} as const;

export type Icon = keyof typeof paths;

export function icon(name: Icon): SVGTemplateResult {
  return svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${paths[name]} /></svg>`;
}
