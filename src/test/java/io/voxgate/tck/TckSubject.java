package io.voxgate.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Simulator;
import java.util.Optional;

/** What a vendor gives to be judged. */
interface TckSubject {

    VendorAdapter adapter();

    /** A channel of the vendor's kind. */
    Channel channel();

    /** The vendor's envelope around an error code. */
    HttpReply error(String code, int status);

    /** What the simulated vendor knows of {@link TestAccount}. */
    SandboxAccount account();

    /** The vendor's simulator. */
    Simulator simulator(SandboxWorld world);

    /**
     * A callback as the vendor would send it to {@link TestAccount}, with the headers that prove it alone; its JSON has
     * a blank where a writer puts none.
     */
    CallbackRequest genuineCallback();

    /** Whether the proof covers the body. */
    default boolean bodyIsSigned() {
        return true;
    }

    /** Whether the vendor can be asked about what runs there without a session of ours. */
    default boolean tellsWhatRuns() {
        return true;
    }

    /**
     * A callback as it is kept, as far as it says of what and where it is; empty where the vendor needs none to be
     * asked.
     */
    default JsonNode namingCallback(String vendorSessionId, Channel channel) {
        return Json.object();
    }

    default String vendor() {
        return adapter().info().id();
    }

    default Expectations expectations() {
        return Expectations.of(vendor());
    }

    /** The plain agent's translation, as a dry run without a channel. */
    default Translation translate(JsonNode agent) {
        return adapter().translate(new StartCommand(Yaml.agent(agent), Optional.empty(), Optional.empty()));
    }

    default Translation start(ObjectNode agent, Channel channel, String sessionId) {
        return adapter().translate(new StartCommand(Yaml.agent(agent), Optional.of(channel), Optional.of(sessionId)));
    }
}
