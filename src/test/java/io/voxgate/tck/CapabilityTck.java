package io.voxgate.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.voxgate.adapter.Command;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.VendorInfo;
import io.voxgate.model.AgentSchema;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What an adapter publishes is what it does: a declared operation is a call, an undeclared one a "no" with its reason.
 */
interface CapabilityTck extends TckSubject {

    @TestFactory
    default Stream<DynamicTest> declaredOperationsAreCallsAndOthersAreRefused() {
        SessionRef session = new SessionRef("ses_01", "handle-1", channel());
        Map<String, Supplier<CommandResult>> operations = Map.of(
                "stop", () -> adapter().stop(session),
                "say",
                        () -> adapter()
                                .say(
                                        session,
                                        new Command.Say(
                                                "Hello",
                                                Command.InterruptionTime.NOW,
                                                true,
                                                true,
                                                false,
                                                Set.of("text"))),
                "prompt",
                        () -> adapter().prompt(session, new Command.Prompt("Ask for the name.", true, Set.of("text"))),
                "change", () -> adapter().change(session, change()),
                "transfer", () -> adapter().transfer(session, new Command.Transfer("1377")));
        return operations.entrySet().stream()
                .map(entry -> dynamicTest(
                        entry.getKey(),
                        () -> check(entry.getKey(), entry.getValue().get())));
    }

    private void check(String operation, CommandResult answer) {
        String declared = adapter().info().operations().get(operation);
        if (declared == null) {
            assertThat(answer).isInstanceOf(CommandResult.Unsupported.class);
            assertThat(((CommandResult.Unsupported) answer).why()).isNotBlank();
        } else {
            assertThat(answer).isInstanceOf(CommandResult.Call.class);
            assertThat(declared)
                    .as("The vendor's operation for " + operation)
                    .contains(((CommandResult.Call) answer).call().operation());
        }
    }

    /**
     * A session whose interruption was switched off while it ran: what every vendor that changes anything can change.
     */
    private Command.Change change() {
        return new Command.Change(
                Yaml.agent(Agents.merged(expectations().agent(), Yaml.parse("{interruption: {mode: 'off'}}"))),
                Set.of("/interruption/mode"));
    }

    @Test
    default void publishesAnIdAndOperationsAndAConnection() {
        VendorInfo info = adapter().info();

        assertThat(info.id()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
        assertThat(info.name()).isNotBlank();
        assertThat(info.channels())
                .isSubsetOf("room", "phone")
                .contains(channel().type());
        assertThat(info.operations().keySet())
                .isSubsetOf("start", "stop", "say", "prompt", "change", "transfer", "lookup")
                .contains("start", "stop", "lookup");
        assertThat(info.operations().get("start"))
                .isEqualTo(translate(expectations().agent()).call().operation());
        assertThat(info.connection().settings())
                .map(VendorInfo.ConnectionField::name)
                .contains(info.appSetting());
        assertThat(info.changeable()).allMatch(AgentSchema::has);
        assertThat(info.changeable().isEmpty())
                .as("Something is changeable")
                .isEqualTo(!info.operations().containsKey("change"));
        assertThat(info.reporting().transcriptNote()).isNotBlank();
    }

    @Test
    default void optionsOfSayThatTheVendorLacksAreNamed() {
        SessionRef session = new SessionRef("ses_01", "handle-1", channel());

        CommandResult notAsked = adapter()
                .say(
                        session,
                        new Command.Say("Hello", Command.InterruptionTime.NOW, true, true, false, Set.of("text")));

        assertThat(notAsked).as("Defaults never make a plain say impossible").isInstanceOf(CommandResult.Call.class);
        assertThat(((CommandResult.Call) notAsked).fields())
                .map(FieldReport.ReportEntry::path)
                .isSubsetOf("/when", "/interruptible", "/addToHistory", "/endAfter");
    }
}
