/** Focuses a row by one of its controls, or by its first, and brings it into view. */
export function focusRow(row: Element, control = 'input'): void {
  const found =
    row.querySelector<HTMLElement>(control) ?? row.querySelector<HTMLElement>('input, button');
  found?.focus();
  row.scrollIntoView({ block: 'nearest' });
}
