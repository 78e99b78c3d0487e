/** Text never becomes markup: no sink that parses a string as HTML, in any folder. */
import type { Node, Rule } from './rule.ts';

/** Reports the properties, methods and Lit directives that turn a string into elements. */
export const htmlStrings: Rule = {
  create(context) {
    return {
      MemberExpression(node) {
        const name = nameOf(node.property);
        const isDocument = nameOf(node.object) === 'document';
        if (SINKS.has(name) || (isDocument && DOCUMENT_SINKS.has(name))) {
          context.report({ node, message: messageFor(name) });
        }
      },
      ImportSpecifier(node) {
        const name = nameOf(node.imported);
        if (UNSAFE_DIRECTIVES.has(name)) context.report({ node, message: messageFor(name) });
      },
    };
  },
};

const SINKS = new Set([
  'createContextualFragment',
  'innerHTML',
  'insertAdjacentHTML',
  'outerHTML',
  'parseHTMLUnsafe',
  'setHTMLUnsafe',
  'srcdoc',
]);

const DOCUMENT_SINKS = new Set(['write', 'writeln']);

const UNSAFE_DIRECTIVES = new Set(['unsafeHTML', 'unsafeMathML', 'unsafeStatic', 'unsafeSVG']);

function nameOf(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : '';
}

function messageFor(name: string): string {
  return `\`${name}\` turns text into markup, and what a person typed must stay text: use a template or textContent.`;
}
