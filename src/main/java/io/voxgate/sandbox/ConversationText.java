package io.voxgate.sandbox;

import java.util.List;
import java.util.Locale;

/** What is said when the request does not say it: a few words of a small shop's customer. */
public record ConversationText(List<SpokenExchange> exchanges, String reply) {

    /** The person's sentence and the agent's answer. */
    public record SpokenExchange(String user, String agent) {}

    private static final ConversationText ENGLISH = new ConversationText(
            List.of(
                    new SpokenExchange(
                            "Hello, where is my order?",
                            "Let me look. It left our warehouse this morning, and it should be with you tomorrow before noon."),
                    new SpokenExchange("Can it come to my office instead?", "Of course. I have changed the address."),
                    new SpokenExchange("Great, that was all.", "You are welcome. Have a good day.")),
            "About %s: here is what I know.");

    private static final ConversationText CHINESE = new ConversationText(
            List.of(
                    new SpokenExchange("你好，我的订单到哪里了？", "我查一下，您的订单今天早上已经出库，预计明天中午之前送到您手上。"),
                    new SpokenExchange("可以改送到公司吗？", "可以，地址已经为您改好了。"),
                    new SpokenExchange("好的，没有别的问题了。", "不客气，祝您生活愉快。")),
            "关于%s，我来说明一下。");

    /** English for a language tag that begins with en, else Chinese, the vendors' default. */
    public static ConversationText in(String language) {
        return language.toLowerCase(Locale.ROOT).startsWith("en") ? ENGLISH : CHINESE;
    }

    public SpokenExchange exchange(int number) {
        return exchanges.get(number % exchanges.size());
    }

    /** The agent's words when its language model is asked something by the server. */
    public String replyTo(String question) {
        return reply.formatted(question);
    }
}
