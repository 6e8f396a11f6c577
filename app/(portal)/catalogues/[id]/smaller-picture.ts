/** Longest side of a cover, in pixels: as wide as the page shows it, twice a phone's width. */
export const LONGEST = 720;
/** Of its JPEG: with more of either a page of 500 is seen later than 1.5 s on a phone (`bench/catalogue.ts`). */
export const QUALITY = 0.7;

/** A picture as a JPEG on white that the web can bear, without what a camera wrote into it; null where it cannot be read. */
export async function smallerPicture(source: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(source).catch(() => null);
  if (!picture) return null;
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const draw = canvas.getContext("2d");
  if (!draw) return null;
  draw.fillStyle = "#ffffff";
  draw.fillRect(0, 0, canvas.width, canvas.height);
  draw.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
