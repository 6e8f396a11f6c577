/** In which quotes and price lists are written. */
export const CURRENCIES = ["EUR", "USD", "GBP", "CHF"] as const;

export const CURRENCY_CHOICES = CURRENCIES.map((value) => ({ value, label: value }));
