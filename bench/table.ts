/** Tables in Markdown, so that what is printed can stand in results.md as it is. */

/** The first row heads the columns; all columns but the first are numbers. */
export function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const padded = (row: readonly string[]): string =>
    line(widths.map((width, column) => pad(row[column] ?? '', width, column)));
  const rule = line(
    widths.map((width, column) => '-'.repeat(width - 1) + (column === 0 ? '-' : ':')),
  );
  return [padded(head), rule, ...rows.map(padded)].join('\n');
}

/** Three digits, as far as a measurement is good for. */
export function figure(value: number | undefined): string {
  if (value === undefined) return '–';
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** How many times the other: `1.15 ×`. */
export function ratio(value: number | undefined, other: number | undefined): string {
  return value === undefined || other === undefined ? '–' : `${(value / other).toFixed(2)} ×`;
}

function pad(text: string, width: number, column: number): string {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}
