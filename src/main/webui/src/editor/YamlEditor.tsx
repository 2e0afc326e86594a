import { autocompletion, completionKeymap, type CompletionContext } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, defaultHighlightStyle, foldGutter, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { memo, useEffect, useImperativeHandle, useRef, type Ref } from 'react'
import type { Shape } from '../contract/schema'
import { completions } from './completion'
import { darkHighlight, look } from './look'

export interface YamlHandle {
  reveal: (from: number, to: number) => void
}

/**
 * Text over a selection is put in by the editor: a browser that does it itself keeps the look of what was there by an
 * inline style, which the policy forbids.
 */
const replacing = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== 'insertText' || event.isComposing || event.data === null || view.state.selection.main.empty) return false
    event.preventDefault()
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true })
    return true
  },
})

/** The one place at which two texts differ: what a field of the form changed is not all of the text to the editor. */
function difference(before: string, now: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(before.length, now.length)
  let from = 0
  while (from < shorter && before[from] === now[from]) from += 1
  let same = 0
  while (same < shorter - from && before[before.length - 1 - same] === now[now.length - 1 - same]) same += 1
  return { from, to: before.length - same, insert: now.slice(from, now.length - same) }
}

interface Props {
  value: string
  onChange: (text: string) => void
  diagnostics: Diagnostic[]
  shape: Shape
  label: string
  readOnly: boolean
  ref?: Ref<YamlHandle>
}

/**
 * The text of a template. It lives in a shadow root, because the editor then uses adopted style sheets, which a strict
 * Content-Security-Policy allows; in the page it would add style elements.
 */
export default memo(YamlEditor)

function YamlEditor({ value, onChange, diagnostics, shape, label, readOnly, ref }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const latest = useRef({ onChange, shape })
  latest.current = { onChange, shape }

  useEffect(() => {
    const element = host.current
    if (!element) return
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
    const made = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: value,
        extensions: [
          lineNumbers(), foldGutter(), history(), drawSelection(), highlightActiveLine(), bracketMatching(), indentUnit.of('  '),
          yaml(), syntaxHighlighting(darkHighlight), syntaxHighlighting(defaultHighlightStyle, { fallback: true }), lintGutter(),
          autocompletion({ override: [(context: CompletionContext) => completions(latest.current.shape, context)] }),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
          EditorView.lineWrapping,
          EditorState.readOnly.of(readOnly),
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString())
          }),
          replacing,
          look,
        ],
      }),
    })
    view.current = made
    return () => made.destroy()
    // The editor is made once for a label; what changes afterwards is handed to it below.
  }, [label, readOnly])

  useEffect(() => {
    const editor = view.current
    if (editor && editor.state.doc.toString() !== value) {
      editor.dispatch({ changes: difference(editor.state.doc.toString(), value) })
    }
  }, [value])

  const marked = useRef(false)
  useEffect(() => {
    const editor = view.current
    if (!editor || (diagnostics.length === 0 && !marked.current)) return
    marked.current = diagnostics.length > 0
    const end = editor.state.doc.length
    editor.dispatch(setDiagnostics(editor.state, diagnostics.map((one) => ({ ...one, from: Math.min(one.from, end), to: Math.min(one.to, end) }))))
  }, [diagnostics, value])

  useImperativeHandle(ref, () => ({
    reveal(from, to) {
      const editor = view.current
      if (!editor) return
      editor.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
      editor.focus()
    },
  }))

  return <div className="yaml" ref={host} />
}
