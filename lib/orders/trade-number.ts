/** What is wrong with a number, and what would be right. */
export type NumberFault = { problem: string; expected: string };

/** The number with its spaces and hyphens taken out, or what is wrong with it. */
export type NumberResult = { digits: string } | { fault: NumberFault };

/**
 * An EAN of 8 or 13 digits, or a UPC of 12, with a right check digit (GS1 General Specifications, 7.9: from the right,
 * digits count three times and once in turn, and the sum with the last digit is a multiple of ten).
 */
export function checkTradeNumber(text: string, kind: "ean" | "upc"): NumberResult {
  const name = kind === "ean" ? "An EAN" : "A UPC";
  const lengths = kind === "ean" ? "8 or 13" : "12";
  const digits = text.replace(/[\s\-\u2010-\u2015]/g, "");
  if (!/^[0-9]*$/.test(digits)) {
    const shortened = /^\d+([.,]\d+)?E\+?\d+$/i.test(digits);
    return {
      fault: {
        problem: shortened ? "A spreadsheet has shortened this number." : `${name} has digits alone.`,
        expected: `${lengths} digits${shortened ? "; format the column as text and enter the number again." : "."}`,
      },
    };
  }
  const fits = kind === "ean" ? [8, 13].includes(digits.length) : digits.length === 12;
  if (!fits) {
    return {
      fault: {
        problem: `${name} has ${lengths} digits; this has ${digits.length}.`,
        expected: hint(digits, kind),
      },
    };
  }
  const right = checkDigit(digits.slice(0, -1));
  if (digits.endsWith(right)) return { digits };
  return {
    fault: {
      problem: "The last digit does not agree with the others.",
      expected: `It should end in ${right} (${digits.slice(0, -1)}${right}), if the others are right.`,
    },
  };
}

/** The digit that completes a GS1 number. @param body its digits without the last */
export function checkDigit(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i += 1) sum += Number(body[body.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  return String((10 - (sum % 10)) % 10);
}

/** Names the likely cause where the digits tell it: a UPC among the EANs, or zeros that a spreadsheet has dropped. */
function hint(digits: string, kind: "ean" | "upc"): string {
  const long = kind === "ean" ? 13 : 12;
  const padded = digits.padStart(long, "0");
  const plausible =
    digits.length > 8 && digits.length < long && checkDigit(padded.slice(0, -1)) === padded.at(-1);
  if (plausible) return `${long} digits: ${padded}, if zeros in front were lost.`;
  const lengths = kind === "ean" ? "8 or 13" : "12";
  return `${lengths} digits, or nothing.`;
}
