package io.ramal.extensions.internal;

import io.ramal.extension.ExtensionProfile;
import io.ramal.extension.ExtensionProfiles;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for every extension, whatever files there are. */
@Component(service = ExtensionProfiles.class, immediate = true)
public final class ProfilesComponent implements ExtensionProfiles {
    private static final Logger LOG = LoggerFactory.getLogger(ProfilesComponent.class);

    private final ProfileBook book = new ProfileBook(LOG::error);

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindProfile(ProfileComponent file) {
        book.put(file.profile());
    }

    /** A modified file: its service's properties change with it. */
    void updatedProfile(ProfileComponent file) {
        book.put(file.profile());
    }

    void unbindProfile(ProfileComponent file) {
        book.remove(file.profile().pid());
    }

    @Override
    public ExtensionProfile of(String number) {
        return book.of(number);
    }
}
