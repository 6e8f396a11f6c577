"use client";
import { useActionState, useEffect, useRef } from "react";
import { useTyped } from "@/app/_form/use-typed";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { type Choice, Select } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { DEPARTMENT_LABELS, DEPARTMENTS, type Department } from "@/lib/lifecycle/states";
import { type AssignState, assignVariant } from "./actions";

const CHOICES = DEPARTMENTS.filter((department) => department !== "customer").map((value) => ({
  value,
  label: DEPARTMENT_LABELS[value],
}));

/** Assigns a variant to a person or a department. Where somebody else did meanwhile, both are shown and yours is kept. */
export function AssignDialog({
  variant: { id, sku, assigneeId, department },
  staff,
}: {
  variant: { id: string; sku: string; assigneeId: string | null; department: Department | null };
  staff: readonly Choice[];
}) {
  const sheet = useRef<HTMLDialogElement>(null);
  const [state, send] = useActionState<AssignState, FormData>(assignVariant, null);
  const { typed, keep } = useTyped();
  const close = () => sheet.current?.close();
  useEffect(() => {
    if (state?.ok) sheet.current?.close();
  }, [state]);
  const fault = state && !state.ok ? state : null;
  const theirs = fault?.theirs;
  const nameOf = (value: string | null) =>
    staff.find((choice) => choice.value === value)?.label ?? "the department";
  return (
    <>
      <Button small aria-haspopup="dialog" onClick={() => sheet.current?.showModal()}>
        Assign…
      </Button>
      <Sheet sheet={sheet} title={`Assign ${sku}`}>
        <form action={send} onSubmit={keep} className="form">
          {fault ? (
            <p className="late" role="alert">
              {fault.message}
              {theirs ? ` Theirs: ${theirs.name ?? "the department"}. Yours: ${nameOf(fault.mine)}.` : null}
            </p>
          ) : null}
          <input type="hidden" name="variantId" value={id} />
          <input type="hidden" name="shown" value={(theirs ? theirs.id : assigneeId) ?? ""} />
          <Select
            name="assigneeId"
            label="Person"
            choices={staff}
            empty="Nobody in particular"
            defaultValue={(fault ? typed.assigneeId : undefined) ?? assigneeId ?? ""}
          />
          <Select
            name="department"
            label="Department"
            choices={CHOICES}
            empty="The state's own"
            defaultValue={(fault ? typed.department : undefined) ?? department ?? ""}
          />
          <div className="acts">
            <SubmitButton primary pending="Assigning">
              {theirs ? "Assign mine all the same" : "Assign"}
            </SubmitButton>
            <Button onClick={close}>{theirs ? "Keep theirs" : "Leave it as it is"}</Button>
          </div>
        </form>
      </Sheet>
    </>
  );
}
