ALTER TABLE "catalogues" ADD COLUMN "cover_sha256" text;--> statement-breakpoint
ALTER TABLE "catalogues" ADD COLUMN "cover_media_type" text;