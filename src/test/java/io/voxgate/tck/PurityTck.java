package io.voxgate.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.property.AgentGen;
import io.voxgate.property.Property;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/**
 * Translation is total and pure: any agent gives a report that names each leaf once, and the same agent the same bytes,
 * wherever it runs.
 */
interface PurityTck extends TckSubject {
    RequestNonce NONCE = new RequestNonce("0123456789abcdef0123456789abcdef");

    @Test
    default void everyAgentIsTranslatedAndEachLeafNamedOnce() {
        Property.check(new AgentGen(), agent -> {
            Translation translation = translate(agent);

            assertThat(translation.report().fields())
                    .map(FieldReport.ReportEntry::path)
                    .doesNotHaveDuplicates()
                    .containsAll(TranslationBuilder.leaves(Json.tree(agent)).keySet());
            assertThat(translation.report().defaults())
                    .map(FieldReport.Default::path)
                    .doesNotContainAnyElementsOf(
                            TranslationBuilder.leaves(Json.tree(agent)).keySet());
        });
    }

    @Test
    default void sameAgentSameBytesInAnyLocaleAndTimeZone() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        Property.check(new AgentGen(), agent -> {
            String here = bytes(agent);
            try {
                Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
                assertThat(bytes(agent)).isEqualTo(here);
            } finally {
                Locale.setDefault(locale);
                TimeZone.setDefault(zone);
            }
        });
    }

    @Test
    default void signedBytesAreTheSameTwiceAndShowNoSecret() {
        Translation translation = start(expectations().agent(), channel(), "ses_01");
        VendorAccount account = TestAccount.account();
        CredentialValues secrets = TestAccount.secrets(translation.call());

        HttpCall once = adapter().sign(translation.call(), account, secrets, TestAccount.NOW, NONCE);
        HttpCall again = adapter().sign(translation.call(), account, secrets, TestAccount.NOW, NONCE);

        assertThat(again.body()).isEqualTo(once.body());
        assertThat(again.uri()).isEqualTo(once.uri());
        assertThat(again.headers()).isEqualTo(once.headers());
        assertThat(once + " " + secrets + " " + account + " " + translation + " "
                        + adapter().join(channel(), account, secrets, TestAccount.NOW, NONCE))
                .doesNotContain(TestAccount.CANARY, "llm.apiKey");
        assertThat(Json.write(translation.call().display(Optional.of(account)))
                        + Json.write(Json.node(translation.report())))
                .doesNotContain(TestAccount.CANARY, "llm.apiKey");
    }

    private Translation translate(Agent agent) {
        return adapter().translate(new StartCommand(agent, Optional.empty(), Optional.empty()));
    }

    private String bytes(Agent agent) {
        Translation translation =
                adapter().translate(new StartCommand(agent, Optional.of(channel()), Optional.of("ses_01")));
        return Json.write(translation.call().fill(TestAccount::fill)) + Json.write(Json.node(translation.report()));
    }
}
