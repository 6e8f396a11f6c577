import { create } from "qrcode";

/** A QR code to be drawn inline: its side in modules, margin included, and one path over the dark ones. */
export interface QrCode {
  size: number;
  path: string;
}

const margin = 4;

/** Encodes a text as a QR code. Inline SVG, because the browser is told to load no pictures from anywhere. */
export function qrCode(text: string): QrCode {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  let path = "";
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0; x < modules.size; x += 1)
      if (modules.get(y, x)) path += `M${x + margin} ${y + margin}h1v1h-1z`;
  return { size: modules.size + 2 * margin, path };
}
