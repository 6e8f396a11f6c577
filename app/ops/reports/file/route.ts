import { scopeAnswer } from "@/app/_reports/scope-answer";

export const GET = scopeAnswer;
