using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SchoolRegistry : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "changes",
                table: "schools",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "closed_from",
                table: "schools",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "places",
                table: "schools",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<uint>(
                name: "xmin",
                table: "schools",
                type: "xid",
                rowVersion: true,
                nullable: false,
                defaultValue: 0u);

            migrationBuilder.AddColumn<int>(
                name: "extra",
                table: "school_seats",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "corrected_by_id",
                table: "school_applications",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "filed_facts_has_social_insurance",
                table: "school_applications",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "filed_facts_home",
                table: "school_applications",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "filed_facts_home_since",
                table: "school_applications",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "filed_facts_hukou_since",
                table: "school_applications",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "filed_facts_is_lease_registered",
                table: "school_applications",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "filed_facts_permit_since",
                table: "school_applications",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "filed_property_number_blind_index",
                table: "school_applications",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "filed_property_number_ciphertext",
                table: "school_applications",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "primary_school_code",
                table: "school_applications",
                type: "character varying(17)",
                maxLength: 17,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string[]>(
                name: "changes",
                table: "school_application_entries",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddForeignKey(
                name: "fk_school_applications_schools_primary_school_code",
                table: "school_applications",
                column: "primary_school_code",
                principalTable: "schools",
                principalColumn: "code",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_school_applications_schools_primary_school_code",
                table: "school_applications");

            migrationBuilder.DropColumn(
                name: "changes",
                table: "schools");

            migrationBuilder.DropColumn(
                name: "closed_from",
                table: "schools");

            migrationBuilder.DropColumn(
                name: "places",
                table: "schools");

            migrationBuilder.DropColumn(
                name: "xmin",
                table: "schools");

            migrationBuilder.DropColumn(
                name: "extra",
                table: "school_seats");

            migrationBuilder.DropColumn(
                name: "corrected_by_id",
                table: "school_applications");

            migrationBuilder.DropColumn(
                name: "filed_facts_has_social_insurance",
                table: "school_applications");

            migrationBuilder.DropColumn(
                name: "filed_facts_home",
                table: "school_applications");

            migrationBuilder.DropColumn(
                name: "filed_facts_home_since",
                table: "school_applications");

            migrationBuilder.DropColumn(
                name: "filed_facts_hukou_since",
                table: "school_applications");

            migrationBuilder.DropColumn(
                name: "filed_facts_is_lease_registered",
                table: "school_applications");

            migrationBuilder.DropColumn(
                name: "filed_facts_permit_since",
                table: "school_applications");

            migrationBuilder.DropColumn(
                name: "filed_property_number_blind_index",
                table: "school_applications");

            migrationBuilder.DropColumn(
                name: "filed_property_number_ciphertext",
                table: "school_applications");

            migrationBuilder.DropColumn(
                name: "primary_school_code",
                table: "school_applications");

            migrationBuilder.DropColumn(
                name: "changes",
                table: "school_application_entries");
        }
    }
}
