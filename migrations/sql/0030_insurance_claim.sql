-- The tables of R12 insurance_claim, as it was declared then.

CREATE TABLE returns.insurance_claim_main (
    district_id INTEGER NOT NULL,
    school_id INTEGER NOT NULL,
    version_id UUID NOT NULL,
    row_no INTEGER NOT NULL,
    period_key TEXT NOT NULL,
    version_no INTEGER NOT NULL,
    claim_no TEXT,
    insurance_kind TEXT,
    policy_no TEXT,
    incident_no TEXT,
    notified_on DATE,
    closed_on DATE,
    status TEXT,
    claim_amount NUMERIC(14, 2),
    paid_amount NUMERIC(14, 2),
    CONSTRAINT pk_insurance_claim_main PRIMARY KEY (district_id, school_id, version_id, row_no),
    CONSTRAINT fk_insurance_claim_main_version FOREIGN KEY(district_id, school_id, version_id) REFERENCES version (district_id, school_id, id),
    CONSTRAINT ck_insurance_claim_main_row_no CHECK (row_no >= 1),
    CONSTRAINT ck_insurance_claim_main_claim_no CHECK (length(claim_no) <= 30),
    CONSTRAINT ck_insurance_claim_main_insurance_kind CHECK (insurance_kind in ('school_liability', 'no_fault_addon', 'student_accident', 'resident_medical', 'food_liability', 'property', 'carrier_liability', 'staff_injury')),
    CONSTRAINT ck_insurance_claim_main_policy_no CHECK (length(policy_no) <= 40),
    CONSTRAINT ck_insurance_claim_main_incident_no CHECK (length(incident_no) <= 30),
    CONSTRAINT ck_insurance_claim_main_status CHECK (status in ('open', 'paid', 'rejected', 'withdrawn')),
    CONSTRAINT ck_insurance_claim_main_claim_amount CHECK (claim_amount >= 0),
    CONSTRAINT ck_insurance_claim_main_paid_amount CHECK (paid_amount >= 0)
);
