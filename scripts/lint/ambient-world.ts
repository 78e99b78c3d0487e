/**
 * Time, randomness, network, timers, storage and channels come through ports, so that a test or the
 * simulator can own them all. This rule refuses the globals themselves; the files that hand in the
 * real ones are exempt in .oxlintrc.json.
 */
import type { Context, Node, Rule } from './rule.ts';

/** Reports every use of a global that reaches outside the program; naming its type is fine. */
export const ambientWorld: Rule = {
  create(context) {
    return {
      Identifier(node) {
        const used = ambientUse(node.name, node.parent);
        if (used && !isDeclaredInFile(node, node.name, context)) {
          context.report({ node, message: messageFor(used) });
        }
      },
    };
  },
};

const BANNED = new Set([
  'BroadcastChannel',
  'cancelIdleCallback',
  'clearInterval',
  'clearTimeout',
  'crypto',
  'fetch',
  'indexedDB',
  'localStorage',
  'navigator',
  'performance',
  'queueMicrotask',
  'requestIdleCallback',
  'sessionStorage',
  'setInterval',
  'setTimeout',
]);

const GLOBAL_OBJECTS = new Set(['globalThis', 'self', 'window']);

/** What of the world this name reaches for, as a person would write it, or nothing. */
function ambientUse(name: string, parent: Node): string | undefined {
  const isType = parent.type === 'TSTypeQuery' || parent.type === 'TSTypeReference';
  if (isType || isKey(name, parent)) return undefined;
  if (BANNED.has(name)) return name;
  const property = parent.type === 'MemberExpression' ? propertyName(parent.property) : undefined;
  if (GLOBAL_OBJECTS.has(name) && property && BANNED.has(property)) return `${name}.${property}`;
  if (name === 'Math' && property === 'random') return 'Math.random';
  if (name === 'Date') return dateUse(parent, property);
  return undefined;
}

/** Whether the name only says which member is meant, as in `ports.fetch` or `{ fetch: send }`. */
function isKey(name: string, parent: Node): boolean {
  if (parent.type === 'MemberExpression') {
    return (
      !parent.computed && propertyName(parent.property) === name && !isNamed(parent.object, name)
    );
  }
  return (
    'key' in parent && !('shorthand' in parent && parent.shorthand) && isNamed(parent.key, name)
  );
}

/** Reading a given date is pure; asking which moment it is now is not. */
function dateUse(parent: Node, property: string | undefined): string | undefined {
  if (property === 'now') return 'Date.now';
  if (parent.type === 'CallExpression') return 'Date()';
  if (parent.type === 'NewExpression' && parent.arguments.length === 0) return 'new Date()';
  return undefined;
}

function propertyName(property: Node): string | undefined {
  if (property.type === 'Identifier') return property.name;
  return property.type === 'Literal' ? String(property.value) : undefined;
}

function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

function isDeclaredInFile(node: Node, name: string, context: Context): boolean {
  for (let scope = context.sourceCode.getScope(node); ; scope = scope.upper) {
    if (scope.set.get(name)?.defs.length) return true;
    if (!scope.upper) return false;
  }
}

function messageFor(used: string): string {
  return `\`${used}\` reaches for the world outside: take it through a port, so that tests and the simulator can own it.`;
}
