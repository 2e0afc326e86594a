package io.voxgate.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the credential slots of an agent, also in texts that hold JSON; such a slot has the pointer of the text. */
public final class CredentialSlots {
    private final Function<String, Optional<Object>> json;
    private final List<SlotUse> uses = new ArrayList<>();
    private final FaultCollector faults = new FaultCollector();

    /** @param pointer into the agent */
    public record SlotUse(String pointer, CredentialSlot slot) {}

    private CredentialSlots(Function<String, Optional<Object>> json) {
        this.json = json;
    }

    /**
     * The slots of a valid agent, in its order.
     *
     * @param json reads a text that holds JSON as maps, lists and scalars; empty for any other text
     */
    public static List<SlotUse> in(Agent agent, Function<String, Optional<Object>> json) {
        CredentialSlots found = new CredentialSlots(json);
        found.search(
                TreePath.ROOT.member("llm").member("extraBody"), agent.llm().extraBody(), SlotLocation.WHOLE);
        found.search(TreePath.ROOT.member("avatar"), agent.avatar(), SlotLocation.WHOLE);
        found.search(TreePath.ROOT.member("vendorOptions"), agent.vendorOptions(), SlotLocation.OPTIONS);
        return List.copyOf(found.uses);
    }

    /**
     * What is wrong with the slots of an agent that is given as maps, lists and scalars: their form, their place,
     * variables beside them.
     */
    public static List<Fault> faults(Map<?, ?> agent, Function<String, Optional<Object>> json) {
        CredentialSlots found = new CredentialSlots(json);
        found.search(TreePath.ROOT, agent, SlotLocation.AGENT);
        return found.faults.list();
    }

    /** Where slots stand in a tree that has the places of an agent, well formed or not. */
    public static List<String> anywhere(Map<?, ?> tree, Function<String, Optional<Object>> json) {
        CredentialSlots found = new CredentialSlots(json);
        found.search(TreePath.ROOT, tree, SlotLocation.AGENT);
        return Stream.concat(
                        found.uses.stream().map(SlotUse::pointer),
                        found.faults.list().stream().map(Fault::pointer))
                .distinct()
                .toList();
    }

    /** Whether a text that stands where slots are taken holds JSON with one in it. */
    public static boolean inText(String text, Function<String, Optional<Object>> json) {
        CredentialSlots found = new CredentialSlots(json);
        found.text(TreePath.ROOT, text);
        return !found.uses.isEmpty() || !found.faults.isEmpty();
    }

    private void search(TreePath path, @Nullable Object node, SlotLocation place) {
        switch (node) {
            case Map<?, ?> map when CredentialSlot.marked(map) -> slot(path, map, place);
            case Map<?, ?> map ->
                map.forEach((name, value) -> search(path.member(name.toString()), value, place.below(name.toString())));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    search(path.item(i), list.get(i), place);
                }
            }
            case String text when place == SlotLocation.TAKEN -> text(path, text);
            case null, default -> {}
        }
    }

    private void slot(TreePath path, Map<?, ?> object, SlotLocation place) {
        if (place != SlotLocation.TAKEN) {
            faults.add(
                    path,
                    "SLOT_NOT_ALLOWED",
                    "A credential's slot may stand inside avatar, the vendorOptions of a vendor and llm.extraBody, in place of a value; "
                            + "nowhere else.");
            return;
        }
        CredentialSlot.of(object)
                .ifPresentOrElse(
                        slot -> uses.add(new SlotUse(path.pointer(), slot)),
                        () -> faults.add(path, "WRONG_FORM", CredentialSlot.FORM));
    }

    private void text(TreePath path, String text) {
        if (!CredentialSlot.mayBeIn(text)) {
            return;
        }
        json.apply(text.strip()).ifPresent(tree -> {
            CredentialSlots inner = new CredentialSlots(json);
            inner.search(TreePath.ROOT, tree, SlotLocation.TAKEN);
            inner.uses.forEach(use -> uses.add(new SlotUse(path.pointer(), use.slot())));
            inner.faults.list().forEach(fault -> faults.add(path, fault.code(), fault.detail()));
            if (!inner.uses.isEmpty() && AgentRules.VARIABLE.matcher(text).find()) {
                faults.add(
                        path,
                        "VARIABLE_NOT_ALLOWED",
                        "A text with a credential's slot in it takes no variables: they could choose the credential. Write an object in "
                                + "place of the text.");
            }
        });
    }

    /** A slot as the tree of maps that it stands for. */
    public static Map<String, String> tree(CredentialSlot slot) {
        Map<String, String> tree = new LinkedHashMap<>();
        tree.put(CredentialSlot.MARK, slot.credential());
        tree.put(CredentialSlot.FIELD, slot.field());
        return tree;
    }
}
