/** Limits of a message from the page. */
export const messageLimits = { nodes: 20_000, characters: 1_000_000, depth: 12 } as const;

/** Paths of dropped files come from the preload, and there may be ten thousand long ones. */
export const filesLimits = { ...messageLimits, characters: 16_000_000 } as const;

type Limits = { readonly nodes: number; readonly characters: number };

const refusedKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Why a message is refused unread, or null. Sizes are checked before schemas, so no schema needs limits against huge input. */
export function refusalOf(message: unknown, { nodes, characters }: Limits): string | null {
  return visit(message, { nodes, characters }, 0);
}

type Budget = { nodes: number; characters: number };

function visit(value: unknown, budget: Budget, depth: number): string | null {
  budget.nodes -= 1;
  if (typeof value === 'string') budget.characters -= value.length;
  if (budget.nodes < 0 || budget.characters < 0) return 'it is too large';
  if (depth > messageLimits.depth) return 'it is too deep';
  if (typeof value !== 'object' || value === null) return null;
  // Only plain values are transferred: lists, objects, texts, numbers.
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype)
    return 'it is no plain value';
  for (const [key, element] of Object.entries(value)) {
    if (refusedKeys.has(key)) return `it has a key ${key}`;
    budget.characters -= key.length;
    const why = visit(element, budget, depth + 1);
    if (why !== null) return why;
  }
  return null;
}
