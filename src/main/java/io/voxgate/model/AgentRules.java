package io.voxgate.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an agent for every vendor and cannot be said by the constraint of a single component:
 * contradictions, missing companions, forms. Pointers are into the agent.
 */
public final class AgentRules {
    /** A {@code {{variable}}} in a text. */
    public static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*+([A-Za-z_][A-Za-z0-9_]*+)\\s*+}}");

    private static final Pattern LANGUAGE = Pattern.compile(
            "[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*");
    private static final Pattern CREDENTIAL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Set<String> WITHOUT_CREDENTIAL = Set.of("platform", "cosyvoice");
    private static final int LONGEST_CHINESE_HOT_WORD = 10;

    private final FaultCollector faults = new FaultCollector();
    private final boolean open;

    private AgentRules(boolean open) {
        this.open = open;
    }

    /** What is wrong with an agent whose variables are filled in. */
    public static List<Fault> check(Agent agent) {
        return new AgentRules(false).all(agent);
    }

    /**
     * The same for a template, whose texts may still hold variables: a form that a variable decides is checked when it
     * is filled in.
     */
    public static List<Fault> checkTemplate(Agent agent) {
        return new AgentRules(true).all(agent);
    }

    private List<Fault> all(Agent agent) {
        greeting(agent.greeting());
        silence(agent.silence());
        stt(agent.stt());
        llm(agent.llm());
        tts(agent.tts());
        tools(agent.tools());
        noVariables(TreePath.ROOT.member("vendorOptions"), agent.vendorOptions());
        return faults.list();
    }

    private void greeting(@Nullable Greeting greeting) {
        if (greeting != null && greeting.mode() == Greeting.Mode.STATIC && greeting.text() == null) {
            fault("/greeting/text", "REQUIRED", "A static greeting needs its text.");
        }
    }

    private void silence(@Nullable Silence silence) {
        Silence.Reminder reminder = silence == null ? null : silence.reminder();
        if (reminder != null && reminder.action() == Silence.Action.SAY && reminder.text() == null) {
            fault("/silence/reminder/text", "REQUIRED", "A reminder that is said needs its text.");
        }
    }

    private void stt(@Nullable Stt stt) {
        if (stt == null) {
            return;
        }
        language("/stt/language", stt.language());
        each("/stt/alternativeLanguages", stt.alternativeLanguages(), this::language);
        each("/stt/hotWords", stt.hotWords(), this::hotWord);
    }

    private void hotWord(String pointer, Stt.HotWord word) {
        if (word.text().indexOf('|') >= 0 || word.text().indexOf(',') >= 0) {
            fault(pointer + "/text", "WRONG_FORM", "A hot word must not hold | or a comma.");
        }
        boolean chinese =
                word.text().codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        if (chinese
                && !variable(word.text())
                && word.text().codePointCount(0, word.text().length()) > LONGEST_CHINESE_HOT_WORD) {
            fault(
                    pointer + "/text",
                    "WRONG_SIZE",
                    "A Chinese hot word has at most " + LONGEST_CHINESE_HOT_WORD + " characters.");
        }
        if (word.weight() > 11 && word.weight() < 100) {
            fault(pointer + "/weight", "OUT_OF_RANGE", "A weight is 1 to 11, or 100.");
        }
    }

    private void llm(@Nullable Llm llm) {
        if (llm != null) {
            url("/llm/url", llm.url());
            credential("/llm/credentialRef", llm.credentialRef());
        }
    }

    private void tts(@Nullable Tts tts) {
        if (tts == null) {
            return;
        }
        language("/tts/language", tts.language());
        switch (tts) {
            case TtsCustom custom -> url("/tts/url", custom.url());
            case TtsMinimax minimax -> url("/tts/url", minimax.url());
            case TtsPlatform _,
                    TtsTencent _,
                    TtsAzure _,
                    TtsCartesia _,
                    TtsElevenlabs _,
                    TtsVolcengine _,
                    TtsCosyvoice _ -> {}
        }
        if (tts.credentialRef() == null && !WITHOUT_CREDENTIAL.contains(tts.provider())) {
            fault(
                    "/tts/credentialRef",
                    "REQUIRED",
                    "The provider " + tts.provider() + " needs a credential: store one and name it here.");
        }
        credential("/tts/credentialRef", tts.credentialRef());
    }

    private void tools(@Nullable Tools tools) {
        if (tools == null) {
            return;
        }
        unique("/tools/transfers", tools.transfers(), Tools.Transfer::name);
        unique("/tools/extraction", tools.extraction(), Tools.Extraction::name);
        each("/tools/extraction", tools.extraction(), (pointer, item) -> {
            if (item.type() == Tools.Extraction.Type.CHOICE
                    && (item.choices() == null || item.choices().isEmpty())) {
                fault(pointer + "/choices", "REQUIRED", "An extraction of the type choice needs its choices.");
            }
        });
    }

    private void language(String pointer, @Nullable String tag) {
        if (tag != null && !variable(tag) && !LANGUAGE.matcher(tag).matches()) {
            fault(pointer, "WRONG_FORM", "A language is a BCP-47 tag: zh-CN, en, yue.");
        }
    }

    private void url(String pointer, @Nullable String url) {
        if (url == null) {
            return;
        }
        if (VARIABLE.matcher(url).find()) {
            fault(pointer, "VARIABLE_NOT_ALLOWED", "A variable must not decide where requests and secrets go.");
        } else if (!web(url)) {
            fault(pointer, "WRONG_FORM", "It must be an http or https URL with a host, without user and fragment.");
        }
    }

    private static boolean web(String url) {
        try {
            URI uri = new URI(url);
            boolean scheme = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return scheme && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void credential(String pointer, @Nullable String name) {
        if (name == null) {
            return;
        }
        if (VARIABLE.matcher(name).find()) {
            fault(pointer, "VARIABLE_NOT_ALLOWED", "A variable must not choose a credential.");
        } else if (!CREDENTIAL.matcher(name).matches()) {
            fault(
                    pointer,
                    "WRONG_FORM",
                    "It must be the name of a credential (lower-case letters, digits, hyphens), never a secret itself.");
        }
    }

    private void noVariables(TreePath path, @Nullable Object node) {
        switch (node) {
            case Map<?, ?> map -> map.forEach((name, value) -> noVariables(path.member(name.toString()), value));
            case List<?> list -> {
                for (int i = 0; i < list.size() && !faults.full(); i++) {
                    noVariables(path.item(i), list.get(i));
                }
            }
            case String text
            when !faults.full() && VARIABLE.matcher(text).find() ->
                faults.add(path, "VARIABLE_NOT_ALLOWED", "Variables are not filled in inside vendorOptions.");
            case null, default -> {}
        }
    }

    private <T> void unique(String pointer, @Nullable List<T> items, Function<T, String> name) {
        Set<String> seen = new HashSet<>();
        each(pointer, items, (at, item) -> {
            if (!seen.add(name.apply(item))) {
                fault(at + "/name", "DUPLICATE", "Another one has this name already.");
            }
        });
    }

    private interface Check<T> {
        void check(String pointer, T item);
    }

    private static <T> void each(String pointer, @Nullable List<T> items, Check<T> check) {
        for (int i = 0; items != null && i < items.size(); i++) {
            check.check(pointer + "/" + i, items.get(i));
        }
    }

    private boolean variable(String text) {
        return open && VARIABLE.matcher(text).find();
    }

    private void fault(String pointer, String code, String detail) {
        faults.add(new Fault(pointer, code, detail));
    }
}
