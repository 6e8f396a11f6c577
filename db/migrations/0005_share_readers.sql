-- What a link's holder may read, asked once for a statement instead of once for each row, and by an index; that of
-- orders leaves out cancelled variants, so they are asked for apart.
alter policy readers on orders using (organisation_id = (select fw_shared_by()) and case (select fw_scope())
  when 'organisation' then true
  when 'order' then id = (select fw_subject())
  when 'batch' then id in (select v.order_id from variants v
    where v.organisation_id = (select fw_shared_by()) and v.batch_id = (select fw_subject()))
  else false end);
--> statement-breakpoint
alter policy readers on batches using (organisation_id = (select fw_shared_by()) and case (select fw_scope())
  when 'organisation' then true
  when 'batch' then id = (select fw_subject())
  when 'order' then id in (select v.batch_id from variants v
    where v.organisation_id = (select fw_shared_by()) and (v.order_id = (select fw_subject()) and v.place <> 'cancelled'
      or v.order_id = (select fw_subject()) and v.place = 'cancelled'))
  else false end);
--> statement-breakpoint
alter policy readers on products using (organisation_id = (select fw_shared_by()) and case (select fw_scope())
  when 'organisation' then true
  when 'batch' then id in (select v.product_id from variants v
    where v.organisation_id = (select fw_shared_by()) and v.batch_id = (select fw_subject()))
  when 'order' then id in (select v.product_id from variants v
    where v.organisation_id = (select fw_shared_by()) and (v.order_id = (select fw_subject()) and v.place <> 'cancelled'
      or v.order_id = (select fw_subject()) and v.place = 'cancelled'))
  else false end);
--> statement-breakpoint
alter policy readers on brands using (organisation_id = (select fw_shared_by()) and case (select fw_scope())
  when 'organisation' then true
  when 'batch' then id in (select v.brand_id from variants v
    where v.organisation_id = (select fw_shared_by()) and v.batch_id = (select fw_subject()))
  when 'order' then id in (select v.brand_id from variants v
    where v.organisation_id = (select fw_shared_by()) and (v.order_id = (select fw_subject()) and v.place <> 'cancelled'
      or v.order_id = (select fw_subject()) and v.place = 'cancelled'))
  else false end);
