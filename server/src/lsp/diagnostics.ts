import { dequal } from "dequal/lite";
import { t } from "../l10n";
import { DiagnosticSeverity, DocumentDiagnosticReportKind, type Diagnostic, type DocumentDiagnosticReport } from "vscode-languageserver";
import type { Diagnostic as DumpDiagnostic } from "../service";
import type { ClientAbilities } from "./client-abilities";
import type { DumpDocument } from "./dump-document";
import type { ProtocolFeature, ServerContext } from "./protocol-feature";

/** The source that diagnostics name. */
const SOURCE = "xenstore";

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

export const diagnostics: ProtocolFeature = {
  capabilities: ({ pullsDiagnostics }) =>
    pullsDiagnostics ? { diagnosticProvider: { identifier: SOURCE, interFileDependencies: false, workspaceDiagnostics: false } } : {},
  register(context) {
    const { connection, abilities, onReconfigured } = context;
    const delivery = abilities.pullsDiagnostics ? new PulledDiagnostics(context) : new PushedDiagnostics(context);
    onReconfigured(async (reconfigured) => {
      for (const document of reconfigured) delivery.renew(document);
      if (abilities.refreshesDiagnostics) await connection.languages.diagnostics.refresh();
    });
  },
};

/** For clients that ask. An answer that is the same as the last one is not sent again. */
class PulledDiagnostics {
  readonly #abilities: ClientAbilities;
  readonly #last = new Map<string, { id: string; revision: object; items: readonly Diagnostic[] }>();
  #serial = 0;

  constructor({ connection, documents, abilities }: ServerContext) {
    this.#abilities = abilities;
    connection.languages.diagnostics.on(({ textDocument, previousResultId }) => this.#report(documents.get(textDocument.uri), previousResultId));
    documents.onDidClose(({ document }) => this.renew(document));
  }

  /** Forgets the last answer for a document: the same text has other diagnostics now. */
  renew({ uri }: DumpDocument): void {
    this.#last.delete(uri);
  }

  /** Answers for a document; without diagnostics if it is not open. */
  #report(document: DumpDocument | undefined, previousResultId: string | undefined): DocumentDiagnosticReport {
    if (document === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const last = this.#last.get(document.uri);
    if (last !== undefined && last.revision === document.revision && last.id === previousResultId) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: last.id };
    }
    const items = diagnosticsOf(document, this.#abilities);
    if (last !== undefined && last.id === previousResultId && dequal(last.items, items)) {
      last.revision = document.revision;
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: last.id };
    }
    this.#serial += 1;
    const id = String(this.#serial);
    this.#last.set(document.uri, { id, revision: document.revision, items });
    return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
  }
}

/** For clients that do not ask. Several edits in a row are answered once. */
class PushedDiagnostics {
  readonly #context: ServerContext;
  readonly #changed = new Set<string>();

  constructor(context: ServerContext) {
    this.#context = context;
    const { connection, documents } = context;
    documents.onDidChangeContent(({ document }) => this.renew(document));
    documents.onDidClose(({ document: { uri } }) => {
      this.#changed.delete(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    });
  }

  /** Sends the diagnostics of a document soon. */
  renew({ uri }: DumpDocument): void {
    if (this.#changed.size === 0) setTimeout(() => this.#send(), 0);
    this.#changed.add(uri);
  }

  #send(): void {
    const { connection, documents, abilities } = this.#context;
    const uris = [...this.#changed];
    this.#changed.clear();
    for (const uri of uris) {
      const document = documents.get(uri);
      if (document === undefined) continue;
      const version = abilities.diagnosticVersions ? { version: document.version } : {};
      void connection.sendDiagnostics({ uri, diagnostics: diagnosticsOf(document, abilities), ...version });
    }
  }
}

/** The diagnostics that the client has. Reusing the objects spares making very many diagnostics, and comparing them property by property, at each keystroke. */
const converted = new WeakMap<DumpDiagnostic, Diagnostic>();

function diagnosticsOf(document: DumpDocument, abilities: ClientAbilities): Diagnostic[] {
  const { shown, hidden } = document.dump.shownDiagnostics();
  const items = shown.map((finding) => diagnosticOf(finding, document, abilities));
  return hidden === 0 ? items : [noteOfHidden(document, shown.length, hidden), ...items];
}

function diagnosticOf(finding: DumpDiagnostic, { uri }: DumpDocument, abilities: ClientAbilities): Diagnostic {
  const known = converted.get(finding);
  if (known !== undefined) return known;
  const diagnostic = toDiagnostic(finding, uri, abilities);
  converted.set(finding, diagnostic);
  return diagnostic;
}

/**
 * Turns a finding into a diagnostic, without what the client does not support. A list of diagnostics shows little more than how each begins: where it takes a
 * name to tell the vifs apart, that comes first.
 */
export function toDiagnostic(finding: DumpDiagnostic, uri: string, abilities: ClientAbilities): Diagnostic {
  const { code, range, severity } = finding;
  const message = finding.vif === undefined ? finding.message : `${finding.vif}: ${finding.message}`;
  const page = abilities.codeDescriptions && abilities.rulePages !== undefined ? { codeDescription: { href: `${abilities.rulePages}${code}.md` } } : {};
  const diagnostic: Diagnostic = { code, ...page, message, range, severity: SEVERITIES[severity], source: SOURCE };
  if (!abilities.relatedInformation || finding.related.length === 0) return diagnostic;
  return { ...diagnostic, relatedInformation: finding.related.map((related) => ({ message: related.message, location: { uri, range: related.range } })) };
}

/** Up to this number, the note says exactly how many findings are not shown. */
const FEW_HIDDEN = 99;

/** VS Code shows no more of a document, whatever it is sent. */
const MOST_IN_VSCODE = 1000;

/**
 * Says at the top of a document that there is more than is shown. It covers the first line, since editors draw nothing for an empty range before a slash.
 * Its end is the start of the next line, which typing in the first line does not move.
 */
function noteOfHidden({ dump }: DumpDocument, shown: number, hidden: number): Diagnostic {
  const start = { line: 0, character: 0 };
  const end = dump.lineCount < 2 ? start : { line: 1, character: 0 };
  const isExact = hidden <= FEW_HIDDEN;
  const counts = isExact ? t("Showing the most severe findings ({0}); left out: {1}.", shown, hidden) : t("Showing the most severe findings ({0}); left out: at least {1}.", shown, roundedDown(hidden));
  const isLimitLow = dump.settings.mostDiagnostics < MOST_IN_VSCODE;
  const remedy = isLimitLow ? t("The setting xenstore.diagnostics.limit shows more; xenstore-netif check shows all.") : t("xenstore-netif check shows all.");
  return { range: { start, end }, severity: DiagnosticSeverity.Information, source: SOURCE, message: `${counts} ${remedy}` };
}

/** Rounds a number down to two significant digits. If the note changed at each keystroke, all diagnostics shown would be sent again with it. */
function roundedDown(number: number): number {
  const unit = 10 ** (String(number).length - 2);
  return number - (number % unit);
}
