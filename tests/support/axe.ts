/** @file What axe finds wrong with a page. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * Violations that are serious or critical, each with the places where it is.
 * Legacy mode analyses the page in one go, which takes a third of the time. It misses frames, of which the app has none, and needs no
 * second page, which a window of the app cannot open.
 */
export async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await axe(page).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** All violations in a part of the page. */
export async function violationsIn(page: Page, selector: string): Promise<string[]> {
  const { violations } = await axe(page).include(selector).analyze();
  return violations.map(({ id }) => id);
}

function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
}
