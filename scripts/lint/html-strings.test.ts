import { RuleTester } from 'oxlint/plugins-dev';
import { describe, test } from 'vitest';
import { htmlStrings } from './html-strings.ts';

RuleTester.describe = describe;
RuleTester.it = test;

const refused = (code: string) => ({ code, errors: 1 });

new RuleTester().run('html-strings', htmlStrings, {
  valid: ['element.textContent = title;', 'stream.write(title);'],
  invalid: [
    refused('element.innerHTML = title;'),
    refused('element["outerHTML"] = title;'),
    refused('element.insertAdjacentHTML("beforeend", title);'),
    refused('document.write(title);'),
    refused('import { unsafeHTML } from "lit/directives/unsafe-html.js";'),
  ],
});
