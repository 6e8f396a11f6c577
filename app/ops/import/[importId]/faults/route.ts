import { faultsAnswer } from "@/app/_order-import/faults-answer";

export const GET = faultsAnswer;
