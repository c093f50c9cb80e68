-- The tables of R36 disclosure, as it was declared then.

CREATE TABLE returns.disclosure_main (
    district_id INTEGER NOT NULL,
    school_id INTEGER NOT NULL,
    version_id UUID NOT NULL,
    row_no INTEGER NOT NULL,
    period_key TEXT NOT NULL,
    version_no INTEGER NOT NULL,
    disclosure_item TEXT,
    channels TEXT[],
    due_on DATE,
    published_on DATE,
    proof TEXT[],
    complete BOOLEAN,
    CONSTRAINT pk_disclosure_main PRIMARY KEY (district_id, school_id, version_id, row_no),
    CONSTRAINT fk_disclosure_main_version FOREIGN KEY(district_id, school_id, version_id) REFERENCES version (district_id, school_id, id),
    CONSTRAINT ck_disclosure_main_row_no CHECK (row_no >= 1),
    CONSTRAINT ck_disclosure_main_disclosure_item CHECK (disclosure_item in ('canteen_licence', 'canteen_finance', 'weekly_menu', 'ingredient_price', 'nutrition_fund', 'aid_result', 'fee_standard', 'school_finance', 'procurement_result', 'staff_information', 'hygiene_result', 'inspection_result', 'water_test', 'supervision_result', 'complaint_reply', 'service_pledge')),
    CONSTRAINT ck_disclosure_main_channels CHECK (channels <@ array['notice_board', 'screen', 'website', 'wechat', 'platform', 'meeting', 'letter'])
);
