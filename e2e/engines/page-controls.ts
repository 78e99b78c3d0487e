/** What reads a page from inside it: everything here goes there as text, so it can use nothing else of ours. */

export interface Control {
  readonly name: string;
  readonly isChecked: boolean;
}

/** The expression that calls a function of this file in a page. */
export function inPage<A>(run: (argument: A) => unknown, argument: A): string {
  return `(() => { ${String(controlsOf)} return (${String(run)})(${JSON.stringify(argument)}); })()`;
}

/** The visible elements of a role, shadow roots included, in the order of the document. */
export function controlsOf(role: string): HTMLElement[] {
  const selectors: Readonly<Record<string, string>> = {
    button: 'button',
    checkbox: 'input[type=checkbox]',
    link: 'a[href]',
    paragraph: 'p',
    textbox: 'input:not([type]), input[type=text], textarea',
  };
  const found: HTMLElement[] = [];
  const search = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.matches(selectors[role] ?? '') && element.checkVisibility()) found.push(element);
      if (element.shadowRoot) search(element.shadowRoot);
    }
  };
  search(document);
  return found;
}

/** The document and the shadow roots that hold them. */
export function treesOf(role: string): Node[] {
  return [...new Set(controlsOf(role).map((element) => element.getRootNode()))];
}

export function readControls(role: string): Control[] {
  return controlsOf(role).map((element) => ({
    name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim(),
    isChecked: element.matches(':checked'),
  }));
}

/** Answers whether there is one of that name. */
export function focusControl([role, name]: readonly [role: string, name: string]): boolean {
  const control = controlsOf(role).find((element) => element.getAttribute('aria-label') === name);
  control?.focus();
  return control !== undefined;
}
