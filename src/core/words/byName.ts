/** Puts names in order. Numbers in them count as numbers, so IMG_2 comes before IMG_10. The fixed locale gives every machine the same order. */
export const byName = new Intl.Collator('en', { numeric: true }).compare;
