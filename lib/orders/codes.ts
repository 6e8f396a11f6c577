/** The GS1 check digit of a code without it: digits weighted 3 and 1 from the right, up to the next ten. */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    sum += Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  }
  return (10 - (sum % 10)) % 10;
}

/** What is wrong with a code of one of `lengths` digits, in words that say what would be right; null when nothing is. */
export function codeFault(value: string, name: string, lengths: readonly number[]): string | null {
  if (!/^\d+$/.test(value)) return `${name} has digits only`;
  if (!lengths.includes(value.length))
    return `${name} has ${lengths.join(" or ")} digits, this one has ${value.length}`;
  const right = checkDigit(value.slice(0, -1));
  return right === Number(value.at(-1)) ? null : `the check digit should be ${right}`;
}

/** EAN-13 or EAN-8. Source: GS1 General Specifications, check digit calculation. */
export const eanFault = (value: string): string | null => codeFault(value, "an EAN", [13, 8]);

/** UPC-A. */
export const upcFault = (value: string): string | null => codeFault(value, "a UPC", [12]);
