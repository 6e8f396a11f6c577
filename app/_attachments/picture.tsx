import { Image } from "@/components/ui/image";

/** An attached picture in small. */
export function Picture({
  attachmentId,
  alt,
  width,
}: {
  attachmentId: string;
  /** Empty where its name stands beside it. */
  alt: string;
  /** CSS pixels; a quarter less high. */
  width: number;
}) {
  const src = `/attachments/${attachmentId}`;
  return <Image src={src} alt={alt} width={width} height={(width * 3) / 4} loading="lazy" />;
}
