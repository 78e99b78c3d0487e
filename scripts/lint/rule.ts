import type { RuleTester } from 'oxlint/plugins-dev';

/** What oxlint accepts as one lint rule. */
export type Rule = Parameters<RuleTester['run']>[1];

/** What a rule is handed for one file. */
export type Context = Parameters<NonNullable<Rule['create']>>[0];

/** Any part of the syntax tree, told apart by its `type`. */
export type Node = Parameters<Context['sourceCode']['getScope']>[0];
